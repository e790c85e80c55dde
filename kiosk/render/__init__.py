"""Qt without windows: the receipt as a PDF or on paper, and measuring text.

What belongs here: whatever needs Qt's painting, fonts or printers but no window on a
screen. What is on a receipt is decided in ``receipts``; how it is drawn, here.
"""
