// Photos of users and groups. https://learn.microsoft.com/graph/api/resources/profilephoto
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import { photoNotFound } from '../../errors.ts';
import { dimensionsOf } from '../../media/dimensions.ts';
import { etagOf, mediaAt } from '../../media/media.ts';
import type { Call } from '../../request/call.ts';

/** [documented] profilephoto-get: what is said of somebody who has no photo; the size also of a file that is no picture (inferred). */
const NO_PHOTO = { width: 1, height: 1, type: 'image/gif', etag: '' };

function photoOf(call: Call, set: string, owner: Entity | undefined): readonly Entity[] {
  if (!owner) return [];
  const photo = mediaAt(call, { set, owner: owner.id, name: 'photo' });
  const { width, height } = (photo && dimensionsOf(photo.content)) ?? NO_PHOTO;
  return [
    {
      '@odata.mediaContentType': photo?.type ?? NO_PHOTO.type,
      '@odata.mediaEtag': photo ? etagOf(photo) : NO_PHOTO.etag,
      id: `${width}x${height}`,
      width,
      height,
    },
  ];
}

export const photos: readonly Resource[] = ['users', 'groups'].map((set) =>
  defineResource({
    path: `${set}/photo`,
    type: 'profilePhoto',
    family: 'directory',
    singleton: true,
    media: true,
    verbs: ['get', 'update'],
    source: { kind: 'computed', compute: (call, owner) => photoOf(call, set, owner) },
    answersUpdate: true,
    missing: photoNotFound,
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/profilephoto-get',
      'https://learn.microsoft.com/graph/api/profilephoto-update',
      'https://learn.microsoft.com/graph/api/profilephoto-delete',
      'https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2673',
    ],
  }),
);
