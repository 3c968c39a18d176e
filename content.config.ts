import { defineCollection } from 'astro:content';
import { file } from 'astro/loaders';
import { z } from 'astro/zod';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({
    loader: i18nLoader(),
    schema: i18nSchema({
      extend: z.object({
        'site.chapter': z.string(),
        'site.chapters': z.string(),
        'site.languages': z.string(),
        'site.licences': z.string(),
        'site.notes': z.string(),
        'site.toRead_one': z.string(),
        'site.toRead_other': z.string(),
        'site.toRun_one': z.string(),
        'site.toRun_other': z.string(),
        'site.progress.some': z.string(),
        'site.progress.all': z.string(),
        'site.progress.forget': z.string(),
        'site.progress.forgotten': z.string(),
        'site.progress.undo': z.string(),
        'site.offline.ready': z.string(),
        'site.offline.keep': z.string(),
        'site.offline.keeping': z.string(),
        'site.offline.all': z.string(),
        'site.offline.less': z.string(),
        'site.offline.stop': z.string(),
        'site.offline.network': z.string(),
        'site.offline.changed': z.string(),
        'site.offline.quota': z.string(),
        'site.offline.denied': z.string(),
        'site.runAll.run': z.string(),
        'site.runAll.stop': z.string(),
        'site.runAll.running': z.string(),
        'site.runAll.well': z.string(),
        'site.runAll.notWell': z.string(),
        'site.runAll.stopped': z.string(),
      }),
    }),
  }),
  /** The points of the two source notes, by id ("1.4", "A2"): what the chapters retell. */
  notes: defineCollection({
    loader: file('content/notes.yaml'),
    schema: z.object({
      id: z.string(),
      note: z.union([z.literal(1), z.literal(2)]),
      chapters: z.array(z.string()),
      point: z.object({ en: z.string(), ko: z.string() }),
    }),
  }),
};
