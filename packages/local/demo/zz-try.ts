import { mkdtempSync, rmSync } from "node:fs";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { apiClient } from "#packages/local/demo/api-client.ts";
import { sampleRequests } from "#packages/local/demo/sample-input.ts";
import { sendAll } from "#packages/local/demo/send-all.ts";
import { createProgress } from "#packages/local/demo/progress.ts";
process.env.TZ="UTC";
const t0=performance.now(); const el=()=>((performance.now()-t0)/1000).toFixed(1);
const assembly = await synthesize({root: process.cwd(), onStart: ()=>console.log("synth")});
console.log("synth", el());
const dataDir = mkdtempSync("/tmp/demo-");
const platform = await startPlatform({dataDir, assembly, log: console.log, quiet: process.env.QUIET==="1"});
console.log("started", el());
const api = apiClient(platform);
const today = new Date().toISOString().slice(0,10);
const [v,n,p]=(process.env.SIZES??"300,60,2000").split(",").map(Number);
const r = sampleRequests({vacancies:v!,notices:n!,profiles:p!}, today);
console.log("made", el());
const pr = createProgress(console.log,false);
try {
for (const [what, list] of [["vac",r.vacancies],["not",r.notices],["prof",r.profiles]] as const) {
  pr.begin(what, list.length);
  const s = await sendAll(api, list, {onSent: ()=>pr.step()});
  const ms = s.map(x=>x.ms).sort((a,b)=>a-b);
  console.log(what, el(), "median", ms[ms.length>>1], "p99", ms[Math.floor(ms.length*.99)], s.reduce((m,x)=>{m[x.answer.status]=(m[x.answer.status]??0)+1;return m},{} as any));
}
const iv=setInterval(()=>console.log(el(), platform.queueNames().filter(q=>!/region|demand/.test(q)).map(q=>[q, platform.queueCounts(q).ready, platform.queueCounts(q).inFlight]).filter(x=>Number(x[1])+Number(x[2])>0).join(" ")),3000);
await platform.settled(300000);
clearInterval(iv);
console.log("settled", el());
let total=0; for (const q of platform.queueNames()) { const c=platform.queueCounts(q); if(c.ready) {total+=c.ready; if(!/region|demand/.test(q))console.log(q,c);} }
console.log("messages", total);
} catch(e) {console.error(e)} finally { await platform.stop(); if(!process.env.KEEP) rmSync(dataDir,{recursive:true}); else console.log(dataDir) }
