/** When a world begins: noon of the first of January 2026. */
export const START = Date.UTC(2026, 0, 1, 12);
