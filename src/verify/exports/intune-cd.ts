import { idOf, type Placed } from '../placed.ts';

/**
 * The objects of a backup of IntuneCD that say by their silence that they are assigned to nobody: it writes assignments
 * where there are some, so unless they were left out altogether (`--exclude assignments`), some object has them.
 * IntuneCD takes out the ids and names files after name and type. Source: almenscorner/IntuneCD, BaseBackupModule.
 */
export function leavesOutNoAssignments(
  objects: readonly Placed[],
  paths: readonly string[],
): readonly Placed[] {
  const ours = objects.filter((object) => isFromIntuneCd(object, paths[object.document] ?? ''));
  if (!ours.some(({ assignments }) => (assignments?.length ?? 0) > 0)) return [];
  return ours.filter(({ assignments }) => assignments === undefined);
}

function isFromIntuneCd({ value, type, pointer }: Placed, path: string): boolean {
  if (idOf(value) !== undefined || pointer !== '') return false;
  const name = path
    .slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
    .replace(/\.json$/i, '');
  const plain = name.replace(/__[0-9a-f-]{36}$/i, '').toLowerCase();
  const short = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
  // Apps of the volume purchase program have the token's account after the type.
  return plain.endsWith(`_${short}`) || plain.includes('_iosvppapp_');
}
