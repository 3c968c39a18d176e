/** What stands in pages, while they are built, for what is known when all of them are (offline.ts). */
export const placeholders = { version: 'IN_STEP_VERSION', megabytes: 'IN_STEP_MEGABYTES' } as const;
