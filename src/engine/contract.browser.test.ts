import { testEngineContract } from './contract.ts';
import { createBrowserEngine } from './create-browser-engine.ts';

testEngineContract(() => createBrowserEngine());
