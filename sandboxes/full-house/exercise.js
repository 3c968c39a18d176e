// @ts-check
/**
 * Places an order. `post` sends it and gives the response: 202 if it was
 * accepted, 503 if the house is full. Gives true once it is accepted, and
 * false if the client gives up.
 * @param {() => Promise<Response>} post
 * @returns {Promise<boolean>}
 */
export async function order(post) {
  const response = await post();
  return response.status === 202;
}
