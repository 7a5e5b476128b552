/** An IndexedDB database of the host's origin, opened when it is first needed. */

/** One transaction on one store; resolves with the result of the request that `work` returns, once all is on disk. */
export type Run = <T>(
  store: string,
  work: (store: IDBObjectStore) => IDBRequest<T>,
  options?: IDBTransactionOptions,
) => Promise<T>;

/**
 * @param stores by name, with the path of their keys
 * @returns a function that rejects with a DOMException where the browser refuses storage
 */
export function storage(name: string, stores: Record<string, string | null>): Run {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = (): void => {
    opened = undefined;
  };
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => {
        for (const store in stores)
          opening.result.createObjectStore(store, { keyPath: stores[store] as string });
      };
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        // Without this, another tab that erases the database would wait for us for ever.
        database.onversionchange = () => {
          database.close();
          forget();
        };
        resolve(database);
      };
    });
  return async (store, work, options) => {
    opened ??= open();
    opened.catch(forget);
    const transaction = (await opened).transaction(store, 'readwrite', options);
    const request = work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
}
