import { type Records } from '../../domain/records/index.ts';
import { type Clock } from '../../platform/clock.ts';

export interface RecordsPagesDeps {
  records: Records;
  clock: Clock;
}
