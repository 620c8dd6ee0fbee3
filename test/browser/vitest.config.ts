import { defineConfig } from "vitest/config";

/** The pages in a real browser, on the real platform: one of each for all files, which take turns. */
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/support/start-platform.ts"],
    expect: { requireAssertions: true },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
