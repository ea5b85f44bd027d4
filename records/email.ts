/** An address as it is kept: its domain in lower case, what stands before the @ as it was written. */
export function tidyEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return email.slice(0, at) + email.slice(at).toLowerCase();
}

/** An address as it is compared: nobody has two that differ by case alone. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}
