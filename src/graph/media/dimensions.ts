// How large a picture is, as its file says.

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** In pixels, from a picture with one character for each byte; undefined for what is no PNG, JPEG or GIF. */
export function dimensionsOf(content: string): Dimensions | undefined {
  const byte = (at: number) => content.charCodeAt(at) || 0;
  const large = (at: number) => byte(at) * 256 + byte(at + 1);
  const little = (at: number) => byte(at) + byte(at + 1) * 256;
  if (content.startsWith('\x89PNG\r\n')) return { width: large(18), height: large(22) };
  if (content.startsWith('GIF8')) return { width: little(6), height: little(8) };
  if (!content.startsWith('\xff\xd8')) return undefined;
  // JPEG: segments with their length, until the one that begins a frame (ITU-T T.81, B.2.2).
  for (let at = 2; byte(at) === 0xff; at += 2 + large(at + 2)) {
    const marker = byte(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: large(at + 5), width: large(at + 7) };
  }
  return undefined;
}
