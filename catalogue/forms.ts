/** The forms of short answers. */

export const forms = {
  /** A dot neither starts nor ends the part before « @ », nor follows another. */
  email: /^(?!\.|.*\.[.@])[\w!#$%&'*+/=?^`{|}~.-]+@([\p{L}\d-]+\.)+\p{L}{2,}$/u,
  /** French: metropolitan, then overseas (the Indian Ocean, the Caribbean, Guiana, Saint-Pierre, the Pacific). */
  phone: /^((0|(\+|00)33)[1-9]\d{8}|(\+|00)(262|5(08|9[046])|68[179])\d{6,9})$/,
  url: /^https:\/\/[^\s/?#@:]+\.[^\s/?#@:]+([:/?#]\S*)?$/,
};

/** A day of the calendar, YYYY-MM-DD: 31 February has that form and is none. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
