/**
 * The header by which the server tells a route which connection a request came on. It is always set by the
 * server itself, over whatever a client sent.
 */
export const connectionHeader = 'x-patchbay-connection';
