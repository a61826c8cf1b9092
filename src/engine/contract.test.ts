import { testEngineContract } from './contract.ts';
import { createNodeEngine } from './create-node-engine.ts';

testEngineContract(() => createNodeEngine());
