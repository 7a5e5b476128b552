/** Storage of the ProConnect stand-in: it forgets everything when it stops. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

export function memoryAdapters(): (model: string) => Adapter {
  const records = new Map<string, AdapterPayload>();
  return (model) => {
    const key = (id: string) => `${model} ${id}`;
    const uid = (value: string) =>
      [...records].find(([name, payload]) => name.startsWith(`${model} `) && payload.uid === value)?.[1];
    return {
      upsert: async (id, payload, expiresIn) => {
        records.set(key(id), payload);
        if (expiresIn) setTimeout(() => records.delete(key(id)), expiresIn * 1_000).unref();
      },
      find: async (id) => records.get(key(id)),
      findByUid: async (value) => uid(value),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = records.get(key(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
      },
      destroy: async (id) => {
        records.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [name, payload] of records) if (payload.grantId === grantId) records.delete(name);
      },
    };
  };
}
