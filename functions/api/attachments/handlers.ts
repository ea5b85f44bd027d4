import { createHash } from 'node:crypto';
import type { Version } from '../../../adapters/ports/records.ts';
import { derivedId } from '../../../engine/ids.ts';
import { type Attachment, attachmentKind } from '../../../records/kinds/attachment.ts';
import { aboutIn, placeOf, waysAbout } from '../about.ts';
import type { Handlers } from '../answer.ts';
import { checkSame } from '../changing.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, revisionMismatch } from '../problem.ts';
import { timesOf } from '../records/times.ts';
import type { AttachmentBody } from './outputs.ts';
import type { attachmentRoutes } from './routes.ts';

/** Attachments: records beside sealed files. */
export function attachmentHandlers(
  deps: ApiDeps,
): Handlers<(typeof attachmentRoutes)[number]['operationId']> {
  const { files, safe } = deps;
  const store = deps.records.of(attachmentKind);

  async function found(id: string): Promise<Version<Attachment>> {
    const version = await store.get(id);
    if (version === undefined) throw noSuch('record-not-found', 'attachment');
    return version;
  }

  return {
    async createAttachment({ body: { about, name, mediaType, data }, key, who, prefix }) {
      const place = await placeOf(deps, about);
      const bytes = Buffer.from(data, 'base64');
      const digest = createHash('sha256').update(bytes).digest('hex');
      const told = { about: place.about, name, mediaType, bytes: bytes.byteLength, digest };
      // The file comes first, under a name of its own: a record never tells of bytes that are not there.
      const file = deps.newId();
      await files.put(file, await safe.seal(place.subject, placeIn(file), bytes));
      const id = key === undefined ? deps.newId() : derivedId(who, 'attachment', key);
      const content = { ...told, file };
      const draft = { id, content, subject: place.subject, who, at: deps.now() };
      const { created, record } = await store.create(draft);
      if (!created) {
        await files.remove(file);
        checkSame(told, toldIn(record.content));
      }
      const location = `${prefix}/attachments/${id}`;
      return { status: 201, body: toAttachment(record), headers: { ...tagOf(record), location } };
    },

    async listAttachments({ query: { limit, cursor, ...filter } }) {
      const scope = ['attachment', filter];
      const page = await store.page({
        ...{ name: 'attachments', within: await waysAbout(deps, filter), limit },
        cursor: cursor === undefined ? undefined : fromCursor(scope, cursor),
      });
      const onward = page.cursor === undefined ? null : toCursor(scope, page.cursor);
      return { status: 200, body: { items: page.items.map(toAttachment), cursor: onward } };
    },

    async getAttachment({ path }) {
      const version = await found(path.attachment);
      return { status: 200, body: toAttachment(version), headers: tagOf(version) };
    },

    async getAttachmentContent({ path }) {
      const version = await found(path.attachment);
      const { file } = version.content;
      const sealed = await files.get(file);
      // It was removed a moment ago.
      if (sealed === undefined) throw noSuch('record-not-found', 'attachment');
      const bytes = await safe.openBytes(version.subject, placeIn(file), sealed);
      const data = Buffer.from(bytes).toString('base64');
      return { status: 200, body: { ...toAttachment(version), data }, headers: tagOf(version) };
    },

    async removeAttachment({ path, revision = 0, who }) {
      const before = await found(path.attachment);
      if (before.revision !== revision) throw revisionMismatch(revision, before.revision);
      const { content } = before;
      const gone = await store.change(before, { content, who, at: deps.now(), removed: true });
      if (gone === undefined) throw noSuch('record-not-found', 'attachment');
      return { status: 200, body: toAttachment(before), headers: tagOf(before) };
    },
  };
}

function placeIn(file: string) {
  return { table: 'files', item: file, field: 'content' };
}

function toldIn({ file: _, ...told }: Attachment): Omit<Attachment, 'file'> {
  return told;
}

function toAttachment(version: Version<Attachment>): AttachmentBody {
  const { about, name, mediaType, bytes, digest } = version.content;
  return {
    ...{ attachment: version.id, about: aboutIn(about), name, mediaType, bytes, digest },
    ...timesOf(version),
  };
}
