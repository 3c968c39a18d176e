class HttpError extends Error {
  name = 'HttpError';
  constructor(status, options) {
    super(`status ${status}`, options);
    this.status = status;
    this.headers = { 'retry-after': 1 };
  }
}
throw new HttpError(503, { cause: new Error('the cause', { cause: 'a string cause' }) });
