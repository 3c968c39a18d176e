/** The site's languages, as Starlight's `locales`: English at `/`, the others under their key. */
export const languages = {
  root: { label: 'English', lang: 'en' },
  ko: { label: '한국어', lang: 'ko' },
} as const;
