/** What is used of it here; its own package has no types. */
declare module 'subset-font' {
  interface Options {
    targetFormat: 'woff2';
    /** Keeps the glyphs of all characters; `text` is undefined then. */
    keepAllGlyphs?: boolean;
    noHinting?: boolean;
    variationAxes?: Record<string, number | { min: number; max: number }>;
  }
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: Options,
  ): Promise<Buffer>;
}
