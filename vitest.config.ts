import { defineConfig } from "vitest/config";

/** All tests that need no browser and no network. Engines are started by the tests that use them. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**", "test/bench/**", "node_modules/**"],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
