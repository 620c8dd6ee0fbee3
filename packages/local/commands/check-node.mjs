// Runs before every command of the runner, on whatever Node there is: an older one cannot even read TypeScript.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Overstap needs Node 22.12 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      "Install a newer one from https://nodejs.org, or run `npm ci` on Linux x64, which brings its own.",
  );
  process.exit(1);
}
