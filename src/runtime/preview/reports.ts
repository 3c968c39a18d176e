/** What goes wrong in a previewed page, as the event of a container. */
import type { PreviewMessage } from '../container.ts';
import type { PreviewReport } from './messages.ts';

/** Null where the page, a stranger, says something else. */
export function previewMessage(report: PreviewReport, url: string): PreviewMessage | null {
  const { port, pathname, search, hash } = new URL(url);
  const where = { previewId: port, port: Number(port), pathname, search, hash };
  const stack = String(report?.stack ?? '');
  switch (report?.type) {
    case 'PREVIEW_UNCAUGHT_EXCEPTION':
    case 'PREVIEW_UNHANDLED_REJECTION':
      return {
        ...where,
        type: report.type,
        message: String(report.message),
        stack,
      } as PreviewMessage;
    case 'PREVIEW_CONSOLE_ERROR':
      return { ...where, type: report.type, args: [report.args].flat(), stack } as PreviewMessage;
    default:
      return null;
  }
}
