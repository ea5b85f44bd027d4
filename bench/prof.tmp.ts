import { advance } from '../engine/advance.ts';
import { lead6 } from './cases/lead.ts';
import { order } from './cases/order.ts';
import { told } from './cases/story.ts';
const story = process.argv[2] === 'order' ? order : lead6;
const times = Number(process.argv[3]);
const texts = told(story).map(({ head, incoming, entry }) => ({ head: JSON.stringify(head), incoming, around: { instance: head.instance, commit: entry.commit, now: entry.at } }));
let n = 0;
for (let k = 0; k < 5; k++) {
  const b = process.cpuUsage();
  for (let i = 0; i < times; i++) for (const { head, incoming, around } of texts) {
    const a = advance(story.definition, JSON.parse(head), incoming, around);
    if ('refusal' in a) throw a.refusal;
    n += JSON.stringify(a.entry).length;
  }
  const c = process.cpuUsage(b);
  console.log(Math.round(times * texts.length * 1e6 / (c.user + c.system)), 'per cpu-s');
}
