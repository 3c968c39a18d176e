export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
