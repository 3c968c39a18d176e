/** `text` of a script as it may stand inside a document, where `</script` would end it. */
export function inlineScript(text: string): string {
  return text.replace(/<\/script/gi, '<\\/script');
}
