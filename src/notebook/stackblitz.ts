/** Opens a project in StackBlitz: the form post that its documents describe. */
import type { Values } from './controls.ts';
import { projectFiles } from './project.ts';
import type { Sandbox } from './sandbox.ts';

const RUN = 'https://stackblitz.com/run';

/** Sends the code to StackBlitz, which shows it in a window of its own. */
export function openInStackBlitz(
  sandbox: Sandbox,
  code: Record<string, string>,
  values: Values,
): void {
  const files = projectFiles(sandbox, code, values);
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${RUN}?file=${encodeURIComponent(sandbox.files[0]!)}`;
  form.target = '_blank';
  form.rel = 'noopener';
  form.hidden = true;
  const add = (name: string, value: string) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = `project${name}`;
    field.value = value;
    form.append(field);
  };
  add('[title]', sandbox.title.en);
  add('[description]', sandbox.about.en);
  add('[template]', 'node');
  for (const [path, text] of Object.entries(files)) add(`[files][${path}]`, text);
  document.body.append(form);
  form.submit();
  form.remove();
}
