/** `/icons/<name>.png`. */
import type { APIRoute } from 'astro';
import { icons } from '../web-manifest.ts';
import { drawIcon } from './icon.ts';

export function getStaticPaths() {
  return Object.keys(icons).map((name) => ({ params: { name } }));
}

export const GET: APIRoute = async ({ params }) => {
  const { size, mark } = icons[params['name']!]!;
  return new Response(new Uint8Array(await drawIcon(size, mark)), {
    headers: { 'Content-Type': 'image/png' },
  });
};
