/** `/pictures/<page>.png`: the picture of every page of the site. */
import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { drawPicture, type Words } from './picture.ts';

export async function getStaticPaths() {
  const docs = await getCollection('docs');
  return docs.map(({ id, data: { title, description = '' } }) => {
    const lang = /^ko(\/|$)/.test(id) ? 'ko' : 'en';
    const words: Words = { site: 'In Step', title, description, lang };
    return { params: { page: id || 'index' }, props: { words } };
  });
}

export const GET: APIRoute<{ words: Words }> = async ({ props }) => {
  return new Response(new Uint8Array(await drawPicture(props.words)), {
    headers: { 'Content-Type': 'image/png' },
  });
};
