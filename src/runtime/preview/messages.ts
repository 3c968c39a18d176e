/** What a page that is shown in a preview asks of the site, and what it is given. */
import type { PageData } from './shim.ts';

/** Site → the document `_preview/`, once, with the port that the preview is given. */
export interface ShowPreview {
  title: string;
  /** Where the page came from. */
  url: string;
  page: PageData;
}

/** Names and values, as `Headers` takes and gives them. */
export type HeaderList = [name: string, value: string][];

/** `url` is absolute, of the previewed server's own origin. */
export interface PreviewRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body: Uint8Array<ArrayBuffer> | null;
}

export type PreviewReport =
  | {
      type: 'PREVIEW_UNCAUGHT_EXCEPTION' | 'PREVIEW_UNHANDLED_REJECTION';
      message: string;
      stack: string | undefined;
    }
  /** Of what cannot be passed on, its text. */
  | { type: 'PREVIEW_CONSOLE_ERROR'; args: unknown[]; stack: string };

/** Preview → site, on the port that the preview was given. */
export type FromPreview =
  | ({ type: 'request'; id: number } & PreviewRequest)
  /** The chunk of this request was taken: another may come. */
  | { type: 'taken'; id: number }
  | { type: 'cancel'; id: number }
  /** Something went wrong in the page: what `@webcontainer/api` calls a `PreviewMessage`. */
  | { type: 'report'; report: PreviewReport }
  /** A link was followed or a form was sent: show what comes of it. */
  | ({ type: 'navigate' } & PreviewRequest);

/** Site → preview. */
export type ToPreview =
  | {
      type: 'head';
      id: number;
      url: string;
      status: number;
      statusText: string;
      headers: HeaderList;
    }
  /** Null: the body has ended. */
  | { type: 'chunk'; id: number; bytes: Uint8Array<ArrayBuffer> | null }
  | { type: 'error'; id: number; message: string };
