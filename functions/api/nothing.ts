import * as z from 'zod';

/** An input without fields: one that is there is refused. */
export const nothing = () => z.strictObject({});
