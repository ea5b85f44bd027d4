import { dynamoContract } from './dynamo-contract.ts';
import { openStore } from './store.ts';

dynamoContract('dynalite', openStore);
