/**
 * `<kernel-lab>`: the script that comes with the page. Nothing else is loaded before the reader has
 * chosen one of its buttons, which is pressed again once the app is there.
 */
addEventListener(
  'click',
  (event) => {
    const button = (event.target as Element).closest<HTMLElement>(
      'kernel-lab:not([data-state]) button',
    );
    if (!button) return;
    event.stopPropagation();
    const lab = button.closest<HTMLElement>('kernel-lab')!;
    lab.dataset['state'] = 'loading';
    import('./app.tsx').then(
      ({ takeOver }) => {
        takeOver(lab);
        button.click();
      },
      () => {
        delete lab.dataset['state'];
        lab.querySelector('[role="status"]')!.textContent = lab.dataset['loadFailed']!;
      },
    );
  },
  { capture: true },
);
