import './intake/intake-worker.ts';
import { tellLife } from './engine/worker-life.ts';

tellLife();
