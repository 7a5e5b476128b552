/** Long lists, read page after page: memory holds one page, however many rows there are. */

/**
 * @param size of a page: a shorter one is the last
 * @param read the rows after `last`, in an order that `last` has a place in
 */
export async function* inPages<Row>(
  size: number,
  read: (last: Row | undefined) => PromiseLike<Row[]>,
): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const rows: Row[] = await read(last);
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < size) return;
  }
}

/** The same, row after row. */
export async function* everyRow<Row>(...pages: Parameters<typeof inPages<Row>>): AsyncGenerator<Row> {
  for await (const rows of inPages(...pages)) yield* rows;
}
