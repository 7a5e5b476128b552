/**
 * Everything about files: the field, what choosing does, sending. A chunk of its own; the form opens once it is there,
 * so that a file can be attached without network.
 */
import './field.ts';

export { send } from './send.ts';
