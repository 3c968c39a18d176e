/** `/manifest.webmanifest` and `/ko/manifest.webmanifest`. */
import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { languages } from '../../components/languages.ts';
import { iconPath, icons, paper } from '../web-manifest.ts';

type Locale = keyof typeof languages;

export function getStaticPaths() {
  return (Object.keys(languages) as Locale[]).map((locale) => ({
    params: { locale: locale === 'root' ? undefined : locale },
    props: { locale },
  }));
}

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const id = locale === 'root' ? 'index' : locale;
  const home = (await getCollection('docs')).find((entry) => (entry.id || 'index') === id);
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  const start = locale === 'root' ? base : `${base}${locale}/`;
  const manifest = {
    // One site, in whichever language it was installed.
    id: base,
    name: 'In Step',
    short_name: 'In Step',
    description: home?.data.description,
    lang: languages[locale].lang,
    start_url: start,
    scope: base,
    display: 'standalone',
    theme_color: paper.light,
    background_color: paper.light,
    icons: Object.entries(icons)
      .filter(([, { purpose }]) => purpose)
      .map(([name, { size, purpose }]) => ({
        src: base + iconPath(name),
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      })),
  };
  return new Response(`${JSON.stringify(manifest, null, 2)}\n`, {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
};
