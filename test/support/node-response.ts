/**
 * Before any test file of a worker: the answer « sent already » is made of the `Response` that stands when it is loaded,
 * which must be Node's own, as in our server, where it is loaded before anything listens. Test files share a worker, and
 * one that only starts a listener puts another `Response` in its place.
 */
import '@hono/node-server/utils/response';
