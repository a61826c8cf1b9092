import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';

const packages = ['chromium', 'fonts-noto-cjk'];
const command = `apt-get update && apt-get install -y ${packages.join(' ')}`;

/**
 * Makes sure that there is a Chromium: a system one if found, else Debian's package when this is root.
 * @throws Error with the exact command to run, where neither is possible
 */
export function installChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `The tests need a Chromium and found none. Install one (on Debian: sudo sh -c '${command}'), or set CHROMIUM_PATH to yours.`,
    );
  }
  console.log('Installing Chromium from Debian …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  const installed = findChromium();
  if (!installed)
    throw new Error(`Debian's package is installed, but no chromium is on PATH. Set CHROMIUM_PATH.`);
  return installed;
}
