import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: needs Debian's `chromium`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
