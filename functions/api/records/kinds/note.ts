import * as z from 'zod';
import { noteKind } from '../../../../records/kinds/note.ts';
import { aboutIn, placeOf, waysAbout } from '../../about.ts';
import { aboutField } from '../../about-fields.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

/** What people write down about customers, instances and tasks. */
export const notePart = recordPart({
  kind: noteKind,
  create: () =>
    z.strictObject({ about: aboutField.about, text: recordField.text }).meta({ id: 'NoteRequest' }),
  change: () => z.strictObject({ text: recordField.text }).meta({ id: 'NoteChange' }),
  filters: () => aboutField.filters,
  ways: (query, deps) => waysAbout(deps, query),
  output: z
    .strictObject({ note: z.string(), about: aboutField.about, text: z.string(), ...recordTimes })
    .meta({ id: 'Note' }),
  begin: async ({ about, text }, deps) => ({ about: (await placeOf(deps, about)).about, text }),
  subject: async ({ about }, deps) => (await placeOf(deps, aboutIn(about))).subject,
  alter: (before, { text }) => ({ ...before, text }),
  show: (version) => ({
    ...{ note: version.id, about: aboutIn(version.content.about), text: version.content.text },
    ...timesOf(version),
  }),
});
