/**
 * Everything about files: the field, what choosing does, sending. A chunk of its own; the form opens once it is there,
 * so that a file can be attached without network.
 */
import { DatapassForm } from '../form/form.ts';
import './field.ts';
import { uploadStyles } from './uploads.styles.ts';

// Before any form is made.
DatapassForm.elementStyles.push(uploadStyles);

export { send } from './send.ts';
