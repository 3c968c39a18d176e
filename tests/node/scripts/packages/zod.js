import { z } from 'zod';
const job = z.object({
  id: z.int().positive(),
  to: z.email(),
  tags: z.array(z.string().min(1)).default([]),
  at: z.coerce.date(),
});
console.log(job.parse({ id: 1, to: 'a@example.org', at: '2026-01-02T03:04:05Z' }));
const result = job.safeParse({ id: -1, to: 'nobody', tags: ['', 2], at: 'never' });
console.log(result.success, z.prettifyError(result.error));
console.log(z.treeifyError(result.error));
try {
  job.parse(null);
} catch (error) {
  console.log(error instanceof z.ZodError, error.name, error.message);
}
console.log(
  z.toJSONSchema(z.object({ a: z.string().optional(), b: z.union([z.number(), z.null()]) })),
);
console.log(
  await z
    .string()
    .refine(async (text) => text.length > 2)
    .safeParseAsync('ab'),
);
