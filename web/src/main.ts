import './nonce';
import './main.css';
import './app/begin'; // before the libraries
import './app/start';
