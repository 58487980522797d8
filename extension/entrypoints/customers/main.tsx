import { render } from 'preact';
import { CustomersApp } from '../../customers/app';
import '../../card/tokens.css';
import '../../own-page/page.css';
import '../../customers/customers.css';
import '../../work/work.css';
import '../../memory/memory.css';

render(<CustomersApp />, document.getElementById('app') as HTMLElement);
