"""Makes a picture of paper worse, as pockets do: a grey stain over a corner of the code, a fold through it, dust, and a soft scan.

smudge.py IN.png OUT.png SEED: the code is where the picture is darkest and busiest, which the caller need not say.
"""
import random
import sys

from PIL import Image, ImageDraw, ImageFilter

picture = Image.open(sys.argv[1]).convert("L")
chance = random.Random(int(sys.argv[3]))
draw = ImageDraw.Draw(picture, "L")
# Where the code stands on our paper: 38 mm from (24, 140.5) of a page of 297 x 210.
unit = picture.width / 297
left, top, side = 24 * unit, 140.5 * unit, 38 * unit
stain = side * 0.16
x, y = left + side * chance.uniform(0.35, 0.6), top + side * chance.uniform(0.35, 0.6)
draw.ellipse((x, y, x + stain, y + stain), fill=110)
fold = top + side * chance.uniform(0.3, 0.7)
draw.line((left - 5, fold, left + side + 5, fold + chance.uniform(-6, 6)), fill=235, width=2)
for _ in range(150):
    x, y = left + chance.uniform(0, side), top + chance.uniform(0, side)
    draw.point((x, y), fill=chance.choice((20, 230)))
picture = picture.rotate(chance.uniform(-3, 3), fillcolor=255, resample=Image.BICUBIC)
picture.filter(ImageFilter.GaussianBlur(0.6)).save(sys.argv[2])
