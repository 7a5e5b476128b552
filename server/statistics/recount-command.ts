/**
 * `npm run statistics:recount`: counts the figures anew from the history and says what was different. With `-- --check`
 * it compares alone, and fails when a figure is not what the history gives.
 */
import { onDatabase } from '../database/command.ts';
import { recount } from './recount.ts';

await onDatabase(async (database) => {
  const check = process.argv.includes('--check');
  const start = performance.now();
  const { events, figures, differences } = await recount(database, { check });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`${events} events read in ${seconds} s: ${figures} figures, ${differences.length} different`);
  for (const { figure, kept, counted } of differences.slice(0, 20)) {
    const named = Object.values(figure).filter(Boolean).join(' · ');
    console.log(`  ${named}: ${kept} kept, ${counted} counted`);
  }
  if (!check) console.log('The figures are now those of the history.');
  else if (differences.length > 0) process.exitCode = 1;
});
