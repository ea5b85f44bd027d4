import { journalContract } from '../adapters/journal-contract.ts';
import { createMemoryJournal } from './memory-journal.ts';

journalContract('in memory, for tests', async () => ({
  journal: createMemoryJournal(),
  close: async () => {},
}));
