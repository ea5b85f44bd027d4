import { onTestFinished } from 'vitest';
import { type Company, type CompanyOptions, openCompany } from './company.ts';

/** A company for the test that runs: at its end, every journal is checked and the store is closed. */
export async function createCompany(options: CompanyOptions = {}): Promise<Company> {
  const company = await openCompany(options);
  onTestFinished(() => company.close());
  return company;
}
