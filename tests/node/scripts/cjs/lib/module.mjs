export default function greet() {
  return 'greetings from a module';
}
export const kind = 'module';
