/** One spelling for a name, however it is spaced: `a  b` and `a b`, `first-name` and `first - name`. */
export function nameOf(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([./\-'+*]) ?/g, '$1');
}
