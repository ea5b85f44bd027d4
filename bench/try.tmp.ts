import { mkdtempSync } from 'node:fs';
import { build } from 'esbuild';
await build({ entryPoints: [process.argv[2]], outfile: process.argv[3], bundle: true, platform: 'node', format: 'esm', minify: false, mainFields: ['module','main'], banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" } });
