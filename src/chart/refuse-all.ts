/** A Vega loader that fetches nothing: every address, file and image is refused. */
export const refuseAll = {
  load: (address: string): Promise<string> => refuse(address),
  sanitize: (address: string): Promise<{ href: string }> => refuse(address),
  http: (address: string): Promise<string> => refuse(address),
  file: (address: string): Promise<string> => refuse(address),
};

function refuse(address: string): Promise<never> {
  return Promise.reject(new Error(`charts load nothing: ${address}`));
}
