/** Whether a name is that of a zone of the IANA database, as it is written there. Asks the runtime alone: it is quick. */
export function isZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Another name for the zone is shown as the one that the runtime prefers.
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
